-- Gives the three roles that log in their passwords; runs once, after roles.sql, when the database is first made.
-- In: WP_MIGRATE_PASSWORD, WP_APP_PASSWORD, WP_BACKUP_PASSWORD in the environment; a missing one ends the script.
\set ON_ERROR_STOP on
\getenv migrate_password WP_MIGRATE_PASSWORD
\getenv app_password WP_APP_PASSWORD
\getenv backup_password WP_BACKUP_PASSWORD
SET log_statement = 'none';
SET log_min_error_statement = 'panic';
ALTER ROLE wp_migrate PASSWORD :'migrate_password';
ALTER ROLE wp_app PASSWORD :'app_password';
ALTER ROLE wp_backup PASSWORD :'backup_password';

-- The four roles and what each may do in this database.
-- Run by a superuser, connected to the database itself; may be run again at any time and repairs what was changed.
-- Not here: passwords (the caller sets them) and rights on tables that exist already (re-granting those would undo
-- what migrations took away, such as UPDATE on history).

DO $roles$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['wp_owner', 'wp_migrate', 'wp_app', 'wp_backup'] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = role_name) THEN
            EXECUTE format('CREATE ROLE %I', role_name);
        END IF;
    END LOOP;
END
$roles$;

-- An owner that can't log in.
ALTER ROLE wp_owner NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
-- Migrations only. BYPASSRLS: under FORCE an owner's data migration would silently touch no rows.
ALTER ROLE wp_migrate LOGIN NOSUPERUSER BYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
-- Web, worker and beat.
ALTER ROLE wp_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;
-- pg_dump.
ALTER ROLE wp_backup LOGIN NOSUPERUSER BYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION;

GRANT wp_owner TO wp_migrate;
GRANT pg_read_all_data TO wp_backup;

DO $database$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO wp_migrate, wp_app, wp_backup', current_database());
END
$database$;

REVOKE ALL ON SCHEMA public FROM PUBLIC, wp_app, wp_backup;
GRANT USAGE, CREATE ON SCHEMA public TO wp_owner, wp_migrate;
GRANT USAGE ON SCHEMA public TO wp_app, wp_backup;

-- What migrations make from now on: rows for the app (no TRUNCATE, REFERENCES or TRIGGER), reading for the backup.
ALTER DEFAULT PRIVILEGES FOR ROLE wp_owner, wp_migrate IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO wp_app;
ALTER DEFAULT PRIVILEGES FOR ROLE wp_owner, wp_migrate IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO wp_app;
ALTER DEFAULT PRIVILEGES FOR ROLE wp_owner, wp_migrate IN SCHEMA public
    GRANT SELECT ON TABLES TO wp_backup;
ALTER DEFAULT PRIVILEGES FOR ROLE wp_owner, wp_migrate IN SCHEMA public
    GRANT SELECT ON SEQUENCES TO wp_backup;

"""The pages of the questionnaire: those of the project, and the public one."""

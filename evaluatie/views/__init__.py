"""The pages of the tab Evaluatie."""

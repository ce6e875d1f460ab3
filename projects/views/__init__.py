"""Views of the projects app: fetch with the right, bind a form, call a service, answer."""

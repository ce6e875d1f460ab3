"""The sturing app: the gemeente as opdrachtgever."""

"""Forms of reflectie. Every text in them is looked at by the privacywacht before it is stored."""

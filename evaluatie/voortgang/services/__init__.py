"""What can be done with a voortgangsbericht and with who reads it."""

"""The anonymous questionnaire for families and ervaringsdeskundigen: rounds, answers without a trace, a safe result."""

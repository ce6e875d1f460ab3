"""Tests of evaluatie and the apps inside it."""

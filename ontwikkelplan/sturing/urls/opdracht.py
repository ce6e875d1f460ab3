"""Addresses of the part opdracht of sturing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

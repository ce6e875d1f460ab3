"""Addresses of the part dialoog of sturing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

"""Addresses of the part checklist of sturing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

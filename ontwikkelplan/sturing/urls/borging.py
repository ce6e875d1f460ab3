"""Addresses of the part borging of sturing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

"""Scrapy commands for those who keep the sources."""

"""A small site of our own pages in the real layout: four invented forces, one that turns crawlers away, and portals.

`SampleSite` says what every address answers; `SampleServer` serves it on loopback. The hosts end in `.example`, so the server works
as an HTTP proxy for them: addresses are the same on every machine and nothing leaves the loopback interface.
"""

from crawler.sample.server import SampleServer
from crawler.sample.site import Letter, SampleSite

__all__ = ["Letter", "SampleServer", "SampleSite"]

"""Hosts that are not on the public internet are refused, whatever their names and however their addresses are written."""

import socket
from ipaddress import ip_address

import pytest

from archive.ingest.feeds import network
from archive.ingest.feeds.address import AddressError, parse_address
from archive.ingest.feeds.network import UnresolvedError, check_port, checked_addresses, is_public


@pytest.mark.parametrize(
    "ip",
    """0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.254 127.0.0.1 127.8.9.10 169.254.169.254 172.16.0.1 172.31.255.255
    192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1
    255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 64:ff9b::8.8.8.8 64:ff9b:1::a00:1 100::1
    2001::1 2001:db8::1 2002:7f00:1:: 2002:808:808:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1""".split(),
)
def test_addresses_that_are_not_public(ip):
    assert not is_public(ip_address(ip))


@pytest.mark.parametrize(
    "ip", ["1.1.1.1", "8.8.8.8", "100.128.0.1", "172.32.0.1", "193.0.6.139", "2606:4700::1111", "2a00:1450::1"]
)
def test_addresses_that_are_public(ip):
    assert is_public(ip_address(ip))


@pytest.fixture
def resolver(monkeypatch):
    """Set the answers of the resolver, in their order; the last one stands for all that follow."""

    def resolver(*answers):
        waiting = list(answers)

        def getaddrinfo(host, port, **_):
            answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            if isinstance(answer, Exception):
                raise answer
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in answer]

        monkeypatch.setattr(network.socket, "getaddrinfo", getaddrinfo)

    return resolver


def test_all_addresses_of_a_host_are_handed_on(resolver):
    resolver(["1.1.1.1", "2606:4700::1111", "1.1.1.1"])
    assert list(map(str, checked_addresses(parse_address("https://news.example/")))) == ["1.1.1.1", "2606:4700::1111"]


@pytest.mark.parametrize(
    "ips", [["127.0.0.1"], ["1.1.1.1", "10.0.0.1"], ["fe80::1%eth0"], ["1.1.1.1", "::ffff:10.0.0.1"]]
)
def test_one_inner_address_among_others_is_enough_to_refuse_a_host(resolver, ips):
    resolver(ips)
    with pytest.raises(AddressError, match="شبكة داخلية"):
        checked_addresses(parse_address("https://news.example/"))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0"]
)
def test_an_address_of_this_machine_is_refused_however_it_is_written(host):
    with pytest.raises((AddressError, UnresolvedError)):
        checked_addresses(parse_address(f"http://{host}/"))


def test_a_host_that_the_operator_lists_is_allowed_with_its_port_alone(settings):
    settings.ARCHIVE_FEED_PRIVATE_HOSTS = frozenset({"127.0.0.1:8123", "[::1]:80"})
    assert list(map(str, checked_addresses(parse_address("http://127.0.0.1:8123/")))) == ["127.0.0.1"]
    assert list(map(str, checked_addresses(parse_address("http://[::1]/")))) == ["::1"]
    for other in ("http://127.0.0.1/", "http://127.0.0.1:8124/", "http://127.0.0.2:8123/", "http://[::1]:443/"):
        with pytest.raises(AddressError):
            checked_addresses(parse_address(other))


@pytest.mark.parametrize("port", [21, 22, 25, 6379, 8000])
def test_only_the_ports_of_the_web_are_asked(port):
    with pytest.raises(AddressError, match=str(port)):
        check_port(parse_address(f"http://news.example:{port}/"))


def test_a_name_that_nobody_knows(resolver):
    resolver(socket.gaierror(-2, "Name or service not known"))
    with pytest.raises(UnresolvedError):
        checked_addresses(parse_address("https://news.example/"))


def test_a_resolver_that_does_not_answer_is_not_waited_for(monkeypatch):
    import threading

    held = threading.Event()
    monkeypatch.setattr(network, "RESOLVE_S", 0.05)
    monkeypatch.setattr(network.socket, "getaddrinfo", lambda *_, **__: held.wait() or [])
    with pytest.raises(UnresolvedError):
        checked_addresses(parse_address("https://news.example/"))
    held.set()

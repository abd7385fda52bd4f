import { describe, expect, test } from "vitest";
import { isWebAddress } from "../../src/core/text/web-address.ts";

describe("an address that something may be sent to", () => {
  test.each([
    "https://forge.example.org",
    "https://forge.example.org/",
    "https://forge.example.org:8443/a-group/its~api/v4.0/%20",
    "https://Forge.Example.ORG",
    "https://[2001:DB8::1]",
    "https://my_host-2",
    "https://192.0.2.1/api",
    "https://[2001:db8::1]:8443/api",
    "http://localhost:3000",
    "http://127.0.0.1/api",
    "http://[::1]:3000/",
  ])("%s", (text) => expect(isWebAddress(text)).toBe(true));
});

describe("none", () => {
  test.each([
    ["unencrypted on a network", "http://forge.example.org"],
    ["to all addresses, unencrypted", "http://0.0.0.0:3000"],
    ["a host that only begins as this machine", "http://localhost.example.org"],
    ["another protocol", "ftp://forge.example.org"],
    ["a protocol behind another", "xhttps://forge.example.org"],
    ["no host", "https://"],
    ["no host before the path", "https:///api"],
    ["a name", "https://ada@forge.example.org"],
    ["a password", "https://ada:secret@forge.example.org"],
    ["a query", "https://forge.example.org/api?token=1"],
    ["a fragment", "https://forge.example.org/#api"],
    ["a port that is no number", "https://forge.example.org:x"],
    ["a port of six digits", "https://forge.example.org:123456"],
    ["a host with a blank", "https://forge example.org"],
    ["a host of other letters", "https://förge.example.org"],
    ["an address of the sixth version without brackets", "https://2001:db8::1"],
    ["a second line", "https://forge.example.org\n"],
    ["nothing", ""],
  ])("%s", (_, text) => expect(isWebAddress(text)).toBe(false));
});

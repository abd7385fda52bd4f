import { expect, test } from "vitest";
import { plainLetters } from "../../src/core/commit/confusables.ts";

test.each([
  ["Ada Lovely", "ada lovely"],
  [" Ada ", "ada"],
  ["", ""],
  // One letter of each script for each of Latin that it has a look-alike of.
  ["авсԁеԍһіјкмпорԛгѕтѵԝху", "abcdeghijkmnopqrstvwxy"],
  ["αβϲΕϝΗιϳκΜηορτυνχγΖ", "abcefhijkmnoptuvxyz"],
  ["ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz"],
  ["ᎪᏏᏟᎠᎬᏀᎻᎥᎫᏦᎷᏢᎡᏚᎢᏙᎳᏃ", "abcdeghijkmprstvwz"],
  ["Ａｄａ ℒⓞvely", "ada lovely"],
  ["Áda Łóvelý", "ada lovely"],
  ["A\u200bd\u00ada\u034f", "ada"],
  ["Signed‐off‑by–a—b−c", "signed-off-by-a-b-c"],
  ["Ada 漢字", "ada 漢字"],
])("%s looks like %s", (text, plain) => expect(plainLetters(text)).toBe(plain));

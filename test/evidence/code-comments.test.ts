import { describe, expect, test } from "vitest";
import { isCodeComment } from "../../src/core/evidence/code-comments.ts";
import type { Language } from "../../src/core/evidence/tokens.ts";

const isRead = (language: Language, text: string): boolean => isCodeComment({ text }, language, false);

describe("comments that programs or the law read", () => {
  test.each<[language: Language, texts: readonly string[]]>([
    [
      "c",
      [
        "/* SPDX-License-Identifier: MIT */",
        "/* Copyright 2026 Ada Example */",
        "// NOLINT",
        "// NOLINTNEXTLINE(a-check)",
        "// NOLINTBEGIN",
        "// NOLINTEND",
        "/* fall through */",
        "/* FALLTHRU */",
        "// clang-format off",
        "// ends in a backslash \\",
        "/* vim: set ts=4: */",
        "// DO NOT EDIT",
      ],
    ],
    ["go", ["//go:build linux", "// +build linux", "// Output: 1", "// Unordered output: 1", "// Deprecated: use b"]],
    [
      "python",
      ["# type: ignore", "# noqa", "# >>> f(1)", "# pylint: disable=all", "# /// script", "#%%", "# %% [markdown]"],
    ],
    ["rust", ["/// documentation", "//! documentation", "/** documentation */", "/*! documentation */"]],
    ["java", ["// CHECKSTYLE off", "/* @formatter:off */", "// \\u000a", "// NOPMD"]],
    [
      "javascript",
      ["/* global a */", '/* webpackChunkName: "a" */', "/* viteIgnore */", "// prettier-ignore", "// @ts-check"],
    ],
    [
      "typescript",
      [
        "/* turbopackIgnore: true */",
        "/* viteIgnore */",
        "/* v8 ignore next */",
        "// @ts-expect-error",
        "// eslint off",
      ],
    ],
    ["tsx", ["/* rspackChunkName: a */", "/* istanbul ignore next */", "// biome-ignore lint: why"]],
    ["bash", ["# shellcheck disable=SC1", "#SBATCH -n 1", "### BEGIN INIT INFO"]],
    ["yaml", ["#cloud-config", "# yamllint disable", "# v1.2.3", "# renovate: datasource=x"]],
    ["toml", ["#:schema https://example.org", "# /// script"]],
    ["make", ["# ends in a backslash \\"]],
  ])("of %s", (language, texts) => {
    expect(texts.filter((text) => !isRead(language, text))).toEqual([]);
  });
});

test.each<[language: Language, texts: readonly string[]]>([
  ["c", ["/* This is the first of them. */", "// It prints what it has found.", "/// documentation"]],
  ["go", ["// The output of it is read later.", "// A go routine does that."]],
  ["python", ["# This reads the type of it.", "# One more %, and that is all."]],
  ["rust", ["// This is the first of them.", "//// four", "/*** three */"]],
  ["typescript", ["/* The visitors are global. */", "// An invite for them."]],
  ["bash", ["# What it needs is given by default."]],
  ["yaml", ["# The second one is for tests."]],
])("comments of %s that people alone read", (language, texts) => {
  expect(texts.filter((text) => isRead(language, text))).toEqual([]);
});

test("the line that names an interpreter opens a file", () => {
  expect(isCodeComment({ text: "#!/bin/sh" }, "bash", true)).toBe(true);
  expect(isCodeComment({ text: "# This is the first of them." }, "bash", true)).toBe(false);
});

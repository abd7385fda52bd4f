import { neutralise } from "../text/neutralise.ts";

/*
 * The part of SARIF 2.1.0 (OASIS) that we write, by the names that it gives. The tests hold these types to those of @types/sarif.
 */

export type SarifMessage = { readonly text: string };

export type SarifArtifact = { readonly uri: string; readonly uriBaseId: "%SRCROOT%" };

export type SarifLocation = {
  readonly physicalLocation: {
    readonly artifactLocation: SarifArtifact;
    readonly region?: { readonly startLine: number };
  };
  readonly logicalLocations?: readonly {
    readonly name: string;
    readonly fullyQualifiedName: string;
    readonly kind: string;
  }[];
};

export type SarifRule = {
  readonly id: string;
  readonly shortDescription: SarifMessage;
  readonly fullDescription: SarifMessage;
  readonly help: SarifMessage & { readonly markdown: string };
  readonly properties: { readonly tags: string[] };
};

/**
 * `review`: a person must judge; `open`: a fact is missing. What is no failure has the level `none`, as the standard asks.
 */
export type SarifResult = {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: "fail" | "review" | "open";
  readonly level: "error" | "warning" | "none";
  readonly message: SarifMessage;
  readonly locations: readonly SarifLocation[];
  readonly relatedLocations?: readonly SarifLocation[];
  readonly partialFingerprints: { readonly [name: string]: string };
  readonly suppressions?: readonly {
    readonly kind: "external";
    readonly status: "accepted";
    readonly justification: string;
  }[];
};

/**
 * Foreign text as a message. Viewers make a link of `[words](address)`, wherever it stands and whoever wrote it, so a blank goes between the
 * two parts.
 */
export const sarifText = (text: string): SarifMessage => ({ text: neutralise(text).replaceAll("](", "] (") });

/** A path of the repository as an address below its root. A byte that is no UTF-8 was read as a lone surrogate, and is that byte again. */
export const sarifArtifact = (path: string): SarifArtifact => ({
  uri: Array.from(path, encoded).join(""),
  uriBaseId: "%SRCROOT%",
});

function encoded(character: string): string {
  if (character === "/") return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0xd800 || code > 0xdfff) return encodeURIComponent(character);
  return code >= 0xdc80 && code <= 0xdcff ? `%${(code - 0xdc00).toString(16).toUpperCase()}` : "%EF%BF%BD";
}

/** Is a host this machine, by a name or address that cannot be another's, so that nothing crosses a network? */
export const isThisMachine = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);

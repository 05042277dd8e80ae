/** The API's problems by status: the titles of its answers (RFC 9457 §3.1.3), explained at /docs#problem-STATUS. */
export const PROBLEM_TITLES: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'A token is needed',
  403: 'This token may not do that',
  404: 'There is no such thing',
  405: 'This address does not take that method',
  409: 'Is this meant?',
  412: 'Somebody changed it meanwhile',
  413: 'The request is too large',
  415: 'The body must be JSON',
  422: 'The request makes no sense here',
  429: 'Too many requests',
  503: 'Not just now',
};

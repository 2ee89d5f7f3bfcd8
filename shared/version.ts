/** Told to AWS in the user agent; equal to package.json's, and a test says so. */
export const version = '0.1.0'

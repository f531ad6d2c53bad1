import { readExpected, type Expected } from './expected.ts';

/** What the test of a running platform is told, from the environment. */
export interface Environment {
  dashboardUrl: string;
  apiUrl: string;
  key: string;
  expected: Expected;
}

export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const required = (name: string, expected: string): string => {
    const value = variables[name];
    if (value === undefined || value === '') {
      throw new Error(`${name}: missing (expected: ${expected})`);
    }
    return value;
  };
  return {
    dashboardUrl: required('ACME_DASHBOARD_URL', 'the URL of the dashboard').replace(/\/+$/, ''),
    apiUrl: required('ACME_API_URL', 'the URL of the API').replace(/\/+$/, ''),
    key: required('ACME_KEY', 'an API key'),
    expected: readExpected(required('ACME_EXPECTED', 'JSON, or the name of a JSON file')),
  };
}

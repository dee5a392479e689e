/** Contoso is an invented company; so is everybody in it. */
export interface DemoPerson {
  id: string;
  name: string;
  role: 'agent' | 'lead' | 'manager';
  presence: 'available' | 'busy' | 'away';
}

export const PEOPLE: DemoPerson[] = [
  { id: 'maren', name: 'Maren Holt', role: 'manager', presence: 'busy' },
  { id: 'tomas', name: 'Tomas Reed', role: 'lead', presence: 'available' },
  { id: 'ines', name: 'Ines Falk', role: 'agent', presence: 'available' },
  { id: 'jorin', name: 'Jorin Pace', role: 'agent', presence: 'available' },
  { id: 'suri', name: 'Suri Vane', role: 'agent', presence: 'away' },
];

export interface DemoCustomer {
  name: string;
  email: string;
  tier: 'standard' | 'premium' | 'vip';
  region: string;
}

const customer = (name: string, company: string, tier: DemoCustomer['tier'], region: string): DemoCustomer => ({
  name,
  email: `${name.split(' ')[0]!.toLowerCase()}@${company}.example`,
  tier,
  region,
});

export const CUSTOMERS = {
  lena: customer('Lena Orth', 'fabrikam', 'vip', 'north'),
  paolo: customer('Paolo Dane', 'fabrikam', 'premium', 'north'),
  wren: customer('Wren Abbot', 'tailspin', 'premium', 'west'),
  noor: customer('Noor Salt', 'wingtip', 'standard', 'south'),
  elias: customer('Elias Brook', 'wingtip', 'standard', 'south'),
  cato: customer('Cato Finch', 'adatum', 'standard', 'west'),
} satisfies Record<string, DemoCustomer>;

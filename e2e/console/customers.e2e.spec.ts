import { expect, it } from '@jest/globals';
import type { AssetList, CustomerList, CustomerView } from '@deskbeat/contracts';
import { eventually } from '@deskbeat/testing';
import { team } from '../harness.js';
import { inBrowser, patience } from './in-browser.js';

const [ana] = team;

inBrowser('customers, in a browser', (at) => {
  const create = async (body: object) => (await at.desk.api.post<CustomerView>('/customers', body)).body;

  it(
    'somebody new is written down with fields of one’s own, an organisation and what they have',
    async () => {
      const fields = [{ key: 'contract', label: 'Contract', kind: 'text' }];
      await at.desk.api.put('/customer-fields', { fields });
      const contoso = await create({ kind: 'organisation', name: 'Contoso' });
      const { page, complaints } = await at.visitors.enter(ana!, '/customers');
      await page.getByRole('button', { name: 'New customer' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name', { exact: true }).fill('Noor Salt');
      await dialog.getByLabel('E-mail').fill('noor@contoso.example.test');
      await dialog.getByLabel('Contract').fill('C-9');
      await dialog.getByRole('combobox', { name: 'Belongs to' }).fill('Cont');
      await page.getByRole('option', { name: 'Contoso' }).click();
      await dialog.getByRole('button', { name: 'Create' }).click();
      await page.getByRole('heading', { name: /Noor Salt/ }).waitFor();
      await page.getByText('C-9').waitFor();
      await page.getByRole('button', { name: 'Register a product' }).click();
      await dialog.getByLabel('Product').fill('Pump');
      await dialog.getByLabel('Serial number').fill('A-17');
      await dialog.getByRole('button', { name: 'Add an attribute' }).click();
      await dialog.getByLabel('Name of attribute 1').fill('Firmware version');
      await dialog.getByLabel('Firmware version', { exact: true }).fill('1.10');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Pump is saved').waitFor();
      const { items } = (await at.desk.api.get<CustomerList>(`/customers?organisationId=${contoso.id}`)).body;
      expect(items).toMatchObject([{ name: 'Noor Salt', fields: { contract: 'C-9' } }]);
      const assets = (await at.desk.api.get<AssetList>(`/assets?customerId=${items[0]!.id}`)).body.items;
      expect(assets).toMatchObject([{ product: 'Pump', serial: 'A-17', attributes: { 'firmware-version': '1.10' } }]);
      await page.getByRole('region', { name: 'About them' }).getByRole('link', { name: 'Contoso' }).click();
      await page.getByRole('region', { name: 'People of it' }).getByText('Noor Salt').waitFor();
      expect(complaints).toEqual([]);
    },
    patience,
  );

  it(
    'a duplicate is merged, and is itself again by one press',
    async () => {
      const [one, other] = [await create({ name: 'Mira Chen' }), await create({ name: 'Mira Chen' })];
      const merged = async () => (await at.desk.api.get<CustomerView>(`/customers/${other.id}`)).body.mergedInto?.id;
      const { page, complaints } = await at.visitors.enter(ana!, `/customers/${one.id}`);
      await page.getByRole('region', { name: 'Maybe the same' }).getByRole('button', { name: 'Merge' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click();
      await page.getByText(/counts as Mira Chen now/).hover();
      await eventually(async () => expect(await merged()).toBe(one.id));
      await page.getByRole('button', { name: 'Undo' }).click();
      await eventually(async () => expect(await merged()).toBeUndefined());
      expect(complaints).toEqual([]);
    },
    patience,
  );
});

import { SimpleGrid, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AssetView } from '@deskbeat/contracts';
import { registerAsset, updateAsset } from '../../api/customers.js';
import { useWords } from '../../i18n/language.js';
import { DoingDialog } from '../../ui/doing-dialog.js';
import { useRefusal } from '../../ui/toaster.js';
import { toast } from '../../ui/toasts.js';
import { useFieldErrors } from '../../ui/use-faults.js';
import { assetChanges, assetFrom, assetTexts } from './asset-changes.js';
import { assetWords } from './asset-words.js';
import { AttributesInput } from './attributes-input.js';

/** Something that a customer has: a new one, or what is known of it. */
export default function AssetForm({
  customerId,
  asset,
  onClose,
}: {
  customerId: string;
  asset?: AssetView;
  onClose: () => void;
}) {
  const t = useWords(assetWords);
  const refuse = useRefusal();
  const before = assetFrom(asset);
  const [filled, setFilled] = useState(before);
  const changes = assetChanges(filled, before, asset?.attributes);
  const { product, serial } = filled;
  const save = useMutation({
    mutationFn: () => {
      if (asset) return updateAsset(asset, changes);
      const { clear: _, ...set } = changes;
      return registerAsset({ ...set, product: product.trim(), serial: serial.trim(), customerId });
    },
    onSuccess: (saved) => {
      const undo =
        asset &&
        (() => void updateAsset(saved, assetChanges(before, assetFrom(saved), asset.attributes)).catch(refuse));
      toast({ tone: 'done', text: t('saved', { product: saved.product }), ...(undo && { undo }) });
      onClose();
    },
    onError: refuse,
  });
  const errors = useFieldErrors(save.error);
  return (
    <DoingDialog
      title={asset ? `${asset.product} · ${asset.serial}` : t('register')}
      action={t('save')}
      canDo={product.trim() !== '' && serial.trim() !== '' && Object.keys(changes).length > 0}
      isBusy={save.isPending}
      onDo={() => save.mutate()}
      onClose={onClose}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        {assetTexts.map((name) => (
          <TextInput
            key={name}
            data-autofocus={name === 'product' || undefined}
            type={name === 'warrantyUntil' ? 'date' : 'text'}
            label={t(name)}
            value={filled[name]}
            error={errors[name]}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setFilled((last) => ({ ...last, [name]: value }));
            }}
          />
        ))}
      </SimpleGrid>
      <AttributesInput
        value={filled.attributes}
        error={errors.attributes}
        onChange={(attributes) => setFilled((last) => ({ ...last, attributes }))}
      />
    </DoingDialog>
  );
}

import {
  ActionIcon,
  Button,
  createTheme,
  Drawer,
  Menu,
  Modal,
  Select,
  Textarea,
  TextInput,
  Tooltip,
  type MantineColorsTuple,
} from '@mantine/core';

/** The one accent: everything that can be done. */
const desk: MantineColorsTuple = [
  '#eef1fe',
  '#dbe1fc',
  '#b5c1f8',
  '#93a4f5',
  '#7b8ff2',
  '#5a70e6',
  '#4459d4',
  '#3848b0',
  '#2c3a8d',
  '#202a66',
];
const dark: MantineColorsTuple = [
  '#e3e7ed',
  '#c3cad4',
  '#9ba6b4',
  '#788493',
  '#3a424e',
  '#2c323c',
  '#242a33',
  '#14171c',
  '#101318',
  '#0b0d11',
];

/** The look of everything. @param close what the kit's own buttons that close something are called */
export const themeWith = (close: string) =>
  createTheme({
    primaryColor: 'desk',
    primaryShade: 6,
    autoContrast: true,
    colors: { desk, dark },
    fontFamily:
      "'Inter Variable', Inter, system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
    fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', Menlo, 'DejaVu Sans Mono', monospace",
    fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
    lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
    spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
    defaultRadius: 'sm',
    radius: { sm: '6px', md: '8px' },
    headings: {
      fontWeight: '600',
      sizes: { h1: { fontSize: '18px' }, h2: { fontSize: '15px' }, h3: { fontSize: '14px' } },
    },
    components: {
      Button: Button.extend({ defaultProps: { size: 'xs' }, styles: { root: { fontWeight: 500 } } }),
      ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 28 } }),
      TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
      Textarea: Textarea.extend({ defaultProps: { size: 'sm', autosize: true, minRows: 2 } }),
      Select: Select.extend({ defaultProps: { size: 'sm', comboboxProps: { shadow: 'md' } } }),
      Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: false, fz: 12 } }),
      // What arrives above a menu's button may push that out of sight: the menu stays.
      Menu: Menu.extend({ defaultProps: { shadow: 'md', position: 'bottom-start', hideDetached: false } }),
      Modal: Modal.extend({
        defaultProps: {
          centered: true,
          overlayProps: { backgroundOpacity: 0.35 },
          transitionProps: { duration: 80 },
          closeButtonProps: { 'aria-label': close },
        },
      }),
      Drawer: Drawer.extend({ defaultProps: { closeButtonProps: { 'aria-label': close } } }),
    },
  });

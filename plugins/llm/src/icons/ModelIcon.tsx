import SvgIcon, { type SvgIconProps } from '@material-ui/core/SvgIcon';

/**
 * The icon of models: three layers of connected units.
 *
 * @public
 */
export function ModelIcon(props: SvgIconProps) {
  return (
    <SvgIcon {...props}>
      <path d="M5 4.5a2.5 2.5 0 0 1 2.45 2h2.2a2.5 2.5 0 0 1 4.7 0h2.2a2.5 2.5 0 1 1-.36 1.82l-2.06-.01a2.5 2.5 0 0 1-.6 1.02l2.5 2.9a2.5 2.5 0 1 1-1.3 1.17l-2.4-2.79-.23.04-.2-.04-2.4 2.8a2.5 2.5 0 1 1-1.3-1.18l2.5-2.9a2.5 2.5 0 0 1-.6-1.01H7.83A2.5 2.5 0 1 1 5 4.5z" />
    </SvgIcon>
  );
}

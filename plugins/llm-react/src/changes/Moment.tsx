import { useFormats } from '../formats';

/** How long ago something was, with the moment itself on hovering. */
export function Moment(props: { at: string }) {
  const formats = useFormats();
  const at = new Date(props.at);
  return (
    <time dateTime={props.at} title={formats.dateTime(at)}>
      {formats.age(at)}
    </time>
  );
}

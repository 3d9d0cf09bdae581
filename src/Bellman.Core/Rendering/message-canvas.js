// Draws a message of Bellman's MessageCanvas on a 2D context, over the full size of its canvas. The format is documented there.
function drawMessage(context, buffer) {
  const view = new DataView(buffer);
  let at = 5;
  const byte = () => view.getUint8(at++);
  const count = () => { at += 2; return view.getUint16(at - 2, true); };
  const number = () => { at += 2; return view.getInt16(at - 2, true) / 16; };
  const width = view.getUint16(1, true), height = view.getUint16(3, true);
  if (view.getUint8(0) !== 1) throw new Error('This picture comes from another version of Bellman.');
  const canvas = context.canvas, scale = Math.min(canvas.width / width, canvas.height / height);
  const left = (canvas.width - scale * width) / 2, top = (canvas.height - scale * height) / 2;
  const place = () => context.setTransform(scale, 0, 0, scale, left, top);
  const path = () => {
    context.beginPath();
    for (let rest = count(); rest > 0; rest--) {
      const x = number(), y = number();
      context.lineTo(x, y);
    }
  };
  context.lineJoin = context.lineCap = 'round';
  place();
  while (at < view.byteLength) {
    const command = byte();
    const color = `rgba(${byte()},${byte()},${byte()},${byte() / 255})`;
    context.fillStyle = context.strokeStyle = color;
    if (command === 1) {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.fillRect(0, 0, canvas.width, canvas.height);
      place();
    } else if (command === 2) {
      path();
      context.closePath();
      context.fill();
    } else if (command === 3 || command === 4) {
      context.lineWidth = number();
      path();
      if (command === 4) context.closePath();
      context.stroke();
    } else if (command === 5 || command === 6) {
      const x = number(), y = number(), radius = number();
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      if (command === 5) {
        context.fill();
      } else {
        context.lineWidth = number();
        context.stroke();
      }
    } else if (command === 7) {
      const x = number(), y = number(), size = number();
      at += 2;
      const angle = view.getInt16(at - 2, true) / 10000;
      const align = ['left', 'center', 'right'][byte()];
      const length = count();
      const text = new TextDecoder().decode(new Uint8Array(buffer, at, length));
      at += length;
      context.font = `${size}px ui-sans-serif, system-ui, sans-serif`;
      context.textAlign = align;
      context.translate(x, y);
      context.rotate(angle);
      context.fillText(text, 0, 0);
      place();
    } else {
      throw new Error(`The picture has an unknown command ${command}.`);
    }
  }
}

using System.Buffers.Binary;
using System.Numerics;

namespace Bellman.Core.Tests.Rendering;

public class MessageCanvasTests
{
    [Fact]
    public void Message_OfEveryShape_HasTheDocumentedBytes()
    {
        var canvas = new MessageCanvas(300, 200);
        canvas.FillCircle(new Vector2(1, 1), 1, Rgba.White);
        canvas.Clear(new Rgba(1, 2, 3));
        canvas.Push(Affine.Translation(10, 20).Scale(2));
        canvas.StrokePath([new(1, 2), new(-3, 4.5f)], 1.5f, new Rgba(4, 5, 6, 7));
        canvas.StrokeCircle(new Vector2(0, 0), 3, 1, Rgba.White);
        canvas.Text("aö", new Vector2(1, 1), 6, Rgba.Black, TextAlign.Right);
        canvas.Pop();
        byte[] expected =
        [
            1, .. Short(300), .. Short(200),
            1, 1, 2, 3, 255,
            3, 4, 5, 6, 7, .. Short(3 * 16), .. Short(2), .. Short(12 * 16), .. Short(24 * 16), .. Short(4 * 16), .. Short(29 * 16),
            6, 255, 255, 255, 255, .. Short(160), .. Short(320), .. Short(6 * 16), .. Short(2 * 16),
            7, 0, 0, 0, 255, .. Short(12 * 16), .. Short(22 * 16), .. Short(12 * 16), .. Short(0), 2, .. Short(3), .. "aö"u8,
        ];
        Assert.Equal(expected, canvas.Message.ToArray());
    }

    [Fact]
    public void Script_NamesItsFunction() => Assert.Contains("function drawMessage(context, buffer)", MessageCanvas.Script, StringComparison.Ordinal);

    private static byte[] Short(int value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteInt16LittleEndian(bytes, (short)value);
        return bytes;
    }
}

using System.Numerics;
using Bellman.Numerics;

namespace Bellman.Core.Tests.Rendering;

public class GlyphCacheTests
{
    private const string Letters = "The quick brown fox jumps over the lazy dog 0123456789 {}~";

    // Enough letters that every place of the cache is taken more than once and its memory is written over, with some that come back at their old place.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Text_DrawnAgainAfterManyOthers_IsWhatAFreshCanvasDraws(int scale)
    {
        var used = new RgbCanvas(200, 120, scale);
        var random = new Pcg64(7);
        for (int picture = 0; picture < 120; picture++)
        {
            var fresh = new RgbCanvas(200, 120, scale);
            foreach (RgbCanvas canvas in (RgbCanvas[])[used, fresh])
            {
                canvas.Clear(Rgba.Black);
                canvas.Text("return 12.5", new Vector2(10, 20), 14, Rgba.White);
            }

            for (int line = 0; line < 8; line++)
            {
                float x = random.Uniform(-40, 200), y = random.Uniform(-10, 140), size = random.Uniform(4, 24), angle = picture % 2 * random.Uniform(-3, 3);
                string text = Letters[(picture % 40)..];
                foreach (RgbCanvas canvas in (RgbCanvas[])[used, fresh])
                {
                    canvas.Push(Affine.Translation(x, y).Rotate(angle));
                    canvas.Text(text, Vector2.Zero, size, Rgba.Of(0x5ee08a).WithOpacity(0.7f));
                    canvas.Pop();
                }
            }

            Assert.True(used.Pixels.SequenceEqual(fresh.Pixels), $"Picture {picture} differs.");
        }
    }

    [Theory]
    [InlineData(47.9f, 0)]
    [InlineData(47.9f, 0.785f)]
    [InlineData(90, 0.3f)]
    public void Text_OfTheLargestLetters_IsTheSameTwice(float size, float angle)
    {
        var canvas = new RgbCanvas(400, 400);
        uint[] first = Draw();
        Assert.Contains(first, pixel => (pixel & 255) > 0);
        Assert.Equal(first, Draw());

        uint[] Draw()
        {
            canvas.Clear(Rgba.Black);
            for (char letter = ' '; letter <= '~'; letter++)
            {
                canvas.Push(Affine.Translation(20 + ((letter - ' ') % 10 * 36), 40 + ((letter - ' ') / 10 * 36)).Rotate(angle));
                canvas.Text(letter.ToString(), Vector2.Zero, size, Rgba.White);
                canvas.Pop();
            }

            return canvas.Pixels.ToArray();
        }
    }
}

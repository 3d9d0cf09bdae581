using System.Numerics;
using Bellman.Testing;

namespace Bellman.Core.Tests.Rendering;

public class RgbCanvasTests
{
    private static readonly Rgba Red = new(255, 0, 0);

    [Fact]
    public void FillPolygon_OfWholePixels_CoversThemAndNoOther()
    {
        var canvas = new RgbCanvas(8, 6);
        canvas.FillRectangle(2, 1, 3, 2, Red);
        for (int y = 0; y < 6; y++)
        {
            for (int x = 0; x < 8; x++)
                Assert.Equal(x is >= 2 and < 5 && y is >= 1 and < 3 ? 255 : 0, RedAt(canvas, x, y));
        }
    }

    [Theory]
    [InlineData(0.25f, 64)]
    [InlineData(0.5f, 128)]
    [InlineData(0.75f, 191)]
    public void FillPolygon_OverPartOfAPixel_CoversItsShare(float width, int expected)
    {
        var canvas = new RgbCanvas(3, 1);
        canvas.FillRectangle(1, 0, width, 1, Red);
        Assert.Equal(expected, RedAt(canvas, 1, 0));
        Assert.Equal(0, RedAt(canvas, 2, 0));
    }

    [Fact]
    public void FillPolygon_OfATriangle_CoversHalfOfItsRectangle()
    {
        var canvas = new RgbCanvas(64, 64);
        canvas.FillPolygon([new(0, 0), new(64, 0), new(0, 64)], Red);
        long sum = 0;
        foreach (uint pixel in canvas.Pixels) sum += pixel & 255;
        Assert.InRange(sum / 255.0, (64 * 64 / 2) - 4, (64 * 64 / 2) + 4);
    }

    [Fact]
    public void FillPolygon_PartlyOutside_IsCutOff()
    {
        var whole = new RgbCanvas(20, 20);
        var part = new RgbCanvas(10, 10);
        ReadOnlySpan<Vector2> star = [new(-7000, 3), new(9, -5), new(4000, 8), new(6, 1e9f), new(2, 40)];
        whole.FillPolygon(star, Red);
        part.FillPolygon(star, Red);
        for (int y = 0; y < 10; y++)
        {
            for (int x = 0; x < 10; x++) Assert.Equal(RedAt(whole, x, y), RedAt(part, x, y));
        }
    }

    [Fact]
    public void FillPolygon_OfPointsThatAreNoNumbers_DoesNotFail()
    {
        var canvas = new RgbCanvas(10, 10);
        canvas.FillPolygon([new(float.NaN, 1), new(float.PositiveInfinity, 2), new(3, float.NegativeInfinity)], Red);
        canvas.FillCircle(new Vector2(float.NaN, 5), float.NaN, Red);
        canvas.StrokePath([new(1, 1), new(float.NaN, 5)], 2, Red);
    }

    [Fact]
    public void StrokePath_TranslucentAndFolded_IsOneShape()
    {
        var canvas = new RgbCanvas(40, 20);
        canvas.StrokePath([new(5, 10), new(35, 10), new(5, 10)], 6, Red with { Alpha = 128 });
        Assert.Equal(RedAt(canvas, 10, 10), RedAt(canvas, 34, 10));
        Assert.InRange(RedAt(canvas, 20, 10), 127, 129);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void FillCircle_OfRadiusTen_CoversItsArea(int scale)
    {
        var canvas = new RgbCanvas(30, 30, scale);
        canvas.FillCircle(new Vector2(15, 15), 10, Red);
        double sum = 0;
        foreach (uint pixel in canvas.Pixels) sum += (pixel & 255) / 255.0;
        Assert.InRange(sum / (scale * scale), 0.985 * Math.PI * 100, 1.005 * Math.PI * 100);
    }

    [Fact]
    public void StrokeCircle_LeavesTheInsideFree()
    {
        var canvas = new RgbCanvas(30, 30);
        canvas.StrokeCircle(new Vector2(15, 15), 10, 2, Red);
        Assert.Equal(0, RedAt(canvas, 15, 15));
        Assert.InRange(RedAt(canvas, 25, 15), 230, 255);
    }

    [Fact]
    public void Push_AndPop_MoveShapesAndGoBack()
    {
        var canvas = new RgbCanvas(20, 20);
        canvas.Push(Affine.Translation(10, 10).Scale(2));
        canvas.FillRectangle(0, 0, 1, 1, Red);
        canvas.Pop();
        Assert.Equal(255, RedAt(canvas, 11, 11));
        Assert.Equal(0, RedAt(canvas, 12, 12));
        Assert.Throws<InvalidOperationException>(canvas.Pop);
    }

    [Fact]
    public void Text_InEachAlignment_StandsAtItsPoint()
    {
        foreach (TextAlign align in Enum.GetValues<TextAlign>())
        {
            var canvas = new RgbCanvas(200, 40);
            canvas.Text("Hlm", new Vector2(100, 30), 20, Red, align);
            (int left, int right) = Extent(canvas);
            double expected = align switch { TextAlign.Left => left, TextAlign.Right => right, _ => (left + right) / 2.0 };
            Assert.InRange(expected, 97, 103);
        }
    }

    [Fact]
    public void Drawing_OnceWarm_AllocatesNothing()
    {
        var canvas = new RgbCanvas(100, 80);
        AllocationAssert.Zero(
            () =>
            {
                canvas.Clear(Rgba.White);
                canvas.Push(Affine.Translation(10, 10).Rotate(0.1));
                canvas.FillRounded(1, 2, 30, 20, 5, Red);
                canvas.StrokeCircle(new Vector2(40, 40), 12, 2, Red);
                canvas.Text("Bellman 42", new Vector2(5, 60), 12, Red);
                canvas.Pop();
            },
            repetitions: 50);
    }

    private static int RedAt(RgbCanvas canvas, int x, int y) => (int)(canvas.Pixels[(y * canvas.PixelWidth) + x] & 255);

    private static (int Left, int Right) Extent(RgbCanvas canvas)
    {
        int[] columns = [.. Enumerable.Range(0, canvas.PixelWidth).Where(x => Enumerable.Range(0, canvas.PixelHeight).Any(y => RedAt(canvas, x, y) > 0))];
        return (columns[0], columns[^1]);
    }
}

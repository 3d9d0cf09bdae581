using Bellman.Core;

namespace Bellman.Agents.Tests;

/// <summary>Shows the numbers inside, zeros and ones, as bright pixels of the second row of a small picture.</summary>
internal sealed class PictureMarks(Env inner) : ObservationWrapper(inner, new Box(0, 255, [1, Side, Side], ElementType.Byte))
{
    public const int Side = 4;

    public static float[] Of(ReadOnlySpan<float> inner)
    {
        var picture = new float[Side * Side];
        Draw(inner, picture);
        return picture;
    }

    protected override void Observe(ReadOnlySpan<float> inner, Span<float> observation) => Draw(inner, observation);

    private static void Draw(ReadOnlySpan<float> inner, Span<float> picture)
    {
        picture.Clear();
        for (int i = 0; i < inner.Length; i++) picture[Side + i] = 255 * inner[i];
    }
}

using System.Runtime.Intrinsics;

namespace Bellman.Physics;

/// <summary>A box in each of sixteen worlds, as <see cref="Bounds"/>.</summary>
internal unsafe struct LaneBounds
{
    public Vector512<float> LowerX;
    public Vector512<float> LowerY;
    public Vector512<float> UpperX;
    public Vector512<float> UpperY;

    /// <summary>The boxes around an outline in frames whose rows are position, sine and cosine, as <see cref="Shape.ComputeBounds"/>.</summary>
    public static LaneBounds Of(ReadOnlySpan<Vector2D> vertices, float* frame)
    {
        Vector512<float> positionX = Vector512.Load(frame);
        Vector512<float> positionY = Vector512.Load(frame + LaneMath.Width);
        Vector512<float> sine = Vector512.Load(frame + 2 * LaneMath.Width);
        Vector512<float> cosine = Vector512.Load(frame + 3 * LaneMath.Width);
        LaneBounds bounds = default;
        for (int i = 0; i < vertices.Length; i++)
        {
            Vector512<float> x = cosine * vertices[i].X - sine * vertices[i].Y + positionX;
            Vector512<float> y = sine * vertices[i].X + cosine * vertices[i].Y + positionY;
            var corner = new LaneBounds { LowerX = x, LowerY = y, UpperX = x, UpperY = y };
            if (i == 0)
            {
                bounds = corner;
            }
            else
            {
                bounds.Include(corner);
            }
        }
        Vector512<float> skin = Vector512.Create(Tuning.SkinRadius);
        bounds.LowerX -= skin;
        bounds.LowerY -= skin;
        bounds.UpperX += skin;
        bounds.UpperY += skin;
        return bounds;
    }

    /// <summary>Grows the boxes until they contain others.</summary>
    public void Include(in LaneBounds other)
    {
        LowerX = LaneMath.Min(LowerX, other.LowerX);
        LowerY = LaneMath.Min(LowerY, other.LowerY);
        UpperX = LaneMath.Max(UpperX, other.UpperX);
        UpperY = LaneMath.Max(UpperY, other.UpperY);
    }
}

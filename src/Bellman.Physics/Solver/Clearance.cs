namespace Bellman.Physics;

/// <summary>
/// Tells cheaply of most bodies near a static edge that no search for an impact can find one within a step: they stay on one
/// side of the line through the edge, further from it than the distance at which an impact counts.
/// </summary>
internal static class Clearance
{
    /// <summary>Far beyond what rounding makes of a distance, and beyond the distance at which an impact counts.</summary>
    private const float FarMargin = 0.1f;

    /// <summary>Rounding moves a corner twenty metres from the origin by some hundredths of a millimetre; this is two millimetres.</summary>
    private const float NearMargin = TimeOfImpact.Reach + 0.002f;

    /// <summary>Whether the body of fixture B stays away from an edge that is fixture A.</summary>
    public static bool Stays(Contact contact)
    {
        Body ground = contact.FixtureA.Body;
        if (ground.Type != BodyType.Static || contact.FixtureA.Shape is not EdgeShape edge)
        {
            return false;
        }
        Body body = contact.FixtureB.Body;
        ref readonly Sweep sweep = ref body.Sweep;
        Vector2D start = ground.Frame.Apply(edge.Start);
        Vector2D along = ground.Frame.Apply(edge.End) - start;
        float extent = contact.FixtureB.Shape.Extent + sweep.LocalCenter.Length;
        return CenterStays(sweep, start, along, extent + FarMargin)
            || CornersStay(contact.FixtureB.Shape.Vertices, body.Frame, sweep, start, along, extent);
    }

    /// <summary>Its centre moves on a straight way, and no corner is further from it than the body is wide.</summary>
    private static bool CenterStays(in Sweep sweep, Vector2D start, Vector2D along, float reach)
    {
        float before = Vector2D.Cross(along, sweep.StartCenter - start);
        float after = Vector2D.Cross(along, sweep.Center - start);
        float least = reach * reach * along.LengthSquared;
        return before > 0f == after > 0f && before * before > least && after * after > least;
    }

    /// <summary>Its corners are on one side at the end, and none has come further than the centre's way and the turn take it.</summary>
    private static bool CornersStay(
        ReadOnlySpan<Vector2D> corners, in Transform end, in Sweep sweep, Vector2D start, Vector2D along, float extent)
    {
        float lowest = float.PositiveInfinity;
        float highest = float.NegativeInfinity;
        foreach (Vector2D corner in corners)
        {
            float side = Vector2D.Cross(along, end.Apply(corner) - start);
            lowest = MathF.Min(lowest, side);
            highest = MathF.Max(highest, side);
        }
        float nearest = MathF.Max(lowest, -highest);
        float way = (sweep.Center - sweep.StartCenter).Length + MathF.Abs(sweep.Angle - sweep.StartAngle) * extent;
        return nearest > (way + NearMargin) * along.Length;
    }
}

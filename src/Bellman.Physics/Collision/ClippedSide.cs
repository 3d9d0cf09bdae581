namespace Bellman.Physics;

/// <summary>A side of a shape while it is cut to the width of the side that it touches (Sutherland and Hodgman, 1974).</summary>
internal struct ClippedSide
{
    public Vector2D First;
    public Vector2D Second;
    public ContactFeature FirstFeature;
    public ContactFeature SecondFeature;

    /// <summary>
    /// Cuts off what lies beyond a line. False where fewer than two points remain, so that there is no contact.
    /// </summary>
    /// <param name="normal">Normal of the line, towards what is cut off.</param>
    /// <param name="offset">Where the line stands along the normal.</param>
    /// <param name="corner">The corner of the reference shape at which the line stands.</param>
    public bool Cut(Vector2D normal, float offset, int corner)
    {
        float firstDistance = Vector2D.Dot(normal, First) - offset;
        float secondDistance = Vector2D.Dot(normal, Second) - offset;
        bool keepsFirst = firstDistance <= 0f;
        bool keepsSecond = secondDistance <= 0f;
        bool crosses = firstDistance * secondDistance < 0f;
        if (!crosses)
        {
            return keepsFirst && keepsSecond;
        }

        float fraction = firstDistance / (firstDistance - secondDistance);
        Vector2D crossing = First + fraction * (Second - First);
        var feature = new ContactFeature((byte)corner, FirstFeature.IndexB, IsFaceA: false, IsFaceB: true);
        if (!keepsFirst)
        {
            // The survivor comes first, whichever end it was.
            First = Second;
            FirstFeature = SecondFeature;
        }
        Second = crossing;
        SecondFeature = feature;
        return true;
    }
}

namespace Bellman.Physics;

/// <summary>How a body moves.</summary>
public enum BodyType
{
    /// <summary>Never moves and has no mass, such as the ground.</summary>
    Static,

    /// <summary>Moves at the velocity that it is given, whatever it meets.</summary>
    Kinematic,

    /// <summary>Moves under forces, contacts and joints.</summary>
    Dynamic,
}

using static Bellman.Physics.ForkField;

namespace Bellman.Physics;

/// <summary>
/// Where the numbers of sixteen forks that stand on the ground lie in a block: behind the rows that the velocity iterations
/// of flying ones need (<see cref="ForkField"/>) those of one contact point for each of the bodies 1 and 2.
/// </summary>
internal static class StandingField
{
    // Of a contact.
    public const int ArmX = 0;
    public const int ArmY = 1;
    public const int NormalX = 2;
    public const int NormalY = 3;
    public const int TangentX = 4;
    public const int TangentY = 5;
    public const int Friction = 6;
    public const int NormalMass = 7;
    public const int TangentMass = 8;
    public const int Bounce = 9;
    public const int NormalImpulse = 10;
    public const int TangentImpulse = 11;

    /// <summary>All bits set where the body stands on the ground.</summary>
    public const int Stands = 12;

    /// <summary>How many rows a contact has.</summary>
    public const int ContactRows = 13;

    /// <summary>How many rows a block has.</summary>
    public const int Rows = VelocityRows + 2 * ContactRows;

    /// <summary>The first row of the contact of body 1 (joint 0) or 2 (joint 1).</summary>
    public static int Contact(int joint) => VelocityRows + ContactRows * joint;
}

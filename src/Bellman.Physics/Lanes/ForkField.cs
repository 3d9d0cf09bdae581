namespace Bellman.Physics;

/// <summary>
/// Where the numbers of sixteen forks lie in a block: one row of sixteen for each field. What the velocity iterations need
/// comes first, so that it can be repacked alone. A fork's bodies are 0 (the trunk), 1 and 2; its joints 0 and 1.
/// </summary>
internal static class ForkField
{
    // Of a joint.
    public const int PinX = 0;
    public const int PinY = 1;
    public const int Limit = 2;
    public const int Motor = 3;
    public const int MotorSpeed = 4;
    public const int MaxMotor = 5;
    public const int ArmAX = 6;
    public const int ArmAY = 7;
    public const int ArmBX = 8;
    public const int ArmBY = 9;
    public const int XX = 10;
    public const int XY = 11;
    public const int XZ = 12;
    public const int YY = 13;
    public const int YZ = 14;
    public const int PinScale = 15;
    public const int FullScale = 16;
    public const int CrossX = 17;
    public const int CrossY = 18;
    public const int CrossZ = 19;

    /// <summary>All bits set where the joint is at a limit.</summary>
    public const int AtLimit = 20;

    /// <summary>The sign bit where it is at the upper limit, whose impulse must not be positive.</summary>
    public const int Upper = 21;

    /// <summary>How many rows the velocity iterations need.</summary>
    public const int VelocityRows = 9 + 2 * JointRows;

    public const int Ratio = 116;

    /// <summary>The velocities and motors' impulses as they were some iterations before.</summary>
    public const int Seen = 119;

    /// <summary>What each of two iterations added to the impulses of pins and limits.</summary>
    public const int Changes = 130;

    public const int ChangeRows = 6;

    /// <summary>How many rows a block has.</summary>
    public const int Rows = Changes + 2 * ChangeRows;

    private const int JointRows = 22;

    /// <summary>Velocity along x, along y, and spin of a body.</summary>
    public static int Motion(int body) => 3 * body;

    /// <summary>The first row of a joint.</summary>
    public static int Joint(int joint) => 9 + JointRows * joint;

    /// <summary>Centre of mass and angle of a body.</summary>
    public static int Place(int body) => VelocityRows + 3 * body;

    /// <summary>Centre of mass and angle of a body before the step.</summary>
    public static int Start(int body) => 62 + 3 * body;

    /// <summary>Force and torque on a body.</summary>
    public static int Force(int body) => 71 + 3 * body;

    /// <summary>Position, sine and cosine of a body's frame before the step.</summary>
    public static int StartFrame(int body) => 80 + 4 * body;

    /// <summary>Position, sine and cosine of a body's frame after the step.</summary>
    public static int Frame(int body) => 92 + 4 * body;

    /// <summary>The corners of a body's enlarged box in the broad phase.</summary>
    public static int Box(int body) => 104 + 4 * body;

    /// <summary>The limit state of a joint as a number.</summary>
    public static int State(int joint) => 117 + joint;
}

namespace Bellman.Environments;

/// <summary>What a stretch of ground is. The numbers are those that are drawn.</summary>
internal enum WalkerGround
{
    /// <summary>Slightly uneven ground.</summary>
    Grass = 0,

    /// <summary>A block of one or two pieces' size on the ground.</summary>
    Stump = 1,

    /// <summary>Three or four steps, all up or all down.</summary>
    Stairs = 2,

    /// <summary>A hole of three or four pieces' width.</summary>
    Pit = 3,
}

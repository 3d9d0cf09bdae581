namespace Bellman.Environments;

/// <summary>Where everything is in <see cref="SpaceInvaders"/>.</summary>
internal readonly record struct SpaceInvadersState
{
    /// <summary>The cannon's column.</summary>
    public int Cannon { get; init; }

    /// <summary>Frames until the cannon is loaded; 0 where it is.</summary>
    public int Reload { get; init; }

    /// <summary>The aliens that are left of this wave.</summary>
    public BitGrid Aliens { get; init; }

    /// <summary>1 where the aliens go to the right, -1 where they go to the left.</summary>
    public int Across { get; init; }

    /// <summary>Frames until the aliens move.</summary>
    public int AlienMove { get; init; }

    /// <summary>Frames until an alien shoots.</summary>
    public int AlienShot { get; init; }

    /// <summary>Frames from one move of a full wave to the next.</summary>
    public int Pace { get; init; }

    /// <summary>The cannon's bullets, which rise.</summary>
    public BitGrid Bullets { get; init; }

    /// <summary>The aliens' bullets, which fall.</summary>
    public BitGrid AlienBullets { get; init; }
}

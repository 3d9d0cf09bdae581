namespace Bellman.Environments;

/// <summary>Where everything is in <see cref="Seaquest"/>.</summary>
internal sealed class SeaquestState
{
    /// <summary>The row of the player's submarine.</summary>
    public int Row { get; set; }

    /// <summary>The column of its front.</summary>
    public int Column { get; set; }

    /// <summary>1 where it looks to the right, -1 where it looks to the left.</summary>
    public int Across { get; set; }

    /// <summary>Frames until it can fire.</summary>
    public int Reload { get; set; }

    /// <summary>Frames for which there is oxygen.</summary>
    public int Oxygen { get; set; }

    /// <summary>Divers on board.</summary>
    public int Rescued { get; set; }

    /// <summary>How often it came up with a diver: the level of difficulty.</summary>
    public int Level { get; set; }

    /// <summary>Frames until enemies move.</summary>
    public int EnemyMove { get; set; }

    /// <summary>Frames until the next enemy enters.</summary>
    public int EnemyEntry { get; set; }

    /// <summary>Frames until enemy submarines fire.</summary>
    public int EnemyShot { get; set; }

    /// <summary>Frames until divers move.</summary>
    public int DiverMove { get; set; }

    /// <summary>Frames until the next diver enters.</summary>
    public int DiverEntry { get; set; }

    /// <summary>The player's bullets.</summary>
    public Movers Bullets { get; set; }

    /// <summary>Bullets of enemy submarines.</summary>
    public Movers EnemyBullets { get; set; }

    /// <summary>Fish, which do not shoot.</summary>
    public Movers Fish { get; set; }

    /// <summary>Enemy submarines, which do.</summary>
    public Movers Submarines { get; set; }

    /// <summary>Divers in the water.</summary>
    public Movers Divers { get; set; }

    /// <summary>The column of the submarine's back, which can lie outside of the screen.</summary>
    public int BackColumn => Column - Across;
}

using Bellman.Numerics;

namespace Bellman.Agents;

/// <summary>The settings of <see cref="C51Agent"/>.</summary>
public sealed record C51Options : DeepQOptions
{
    /// <summary>How many atoms the distribution of returns has, from 2 to 1,000. Default: 51 (Bellemare et al. 2017).</summary>
    public int Atoms { get; init => field = Check.Range(value, 2, 1000); } = 51;

    /// <summary>The first atom, in scaled rewards: returns below it count as it; below <see cref="VMax"/>. Default: -10 (Bellemare et al. 2017, for clipped rewards).</summary>
    public float VMin { get; init => field = Check.Range(value, -1e9f, 1e9f); } = -10f;

    /// <summary>The last atom, in scaled rewards: returns above it count as it. Default: 10 (Bellemare et al. 2017, for clipped rewards).</summary>
    public float VMax { get; init => field = Check.Range(value, -1e9f, 1e9f); } = 10f;
}

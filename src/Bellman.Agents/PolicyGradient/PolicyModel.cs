namespace Bellman.Agents;

/// <summary>What kind of network an actor and a critic are.</summary>
public enum PolicyModel
{
    /// <summary>Dense layers.</summary>
    Dense,

    /// <summary>Convolutions over an image, then dense layers (Mnih et al. 2016).</summary>
    Conv,

    /// <summary>Dense layers, then long short-term memory, which remembers earlier observations (Mnih et al. 2016, section 5).</summary>
    Lstm,

    /// <summary>Dense layers, then a gated recurrent unit, a smaller memory.</summary>
    Gru,
}

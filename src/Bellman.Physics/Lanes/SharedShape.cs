using System.Diagnostics.CodeAnalysis;

namespace Bellman.Physics;

/// <summary>The shape that all forks in some lanes have in common. It stays until a first fork of another shape comes.</summary>
internal sealed class SharedShape
{
    private ForkNumbers _numbers;

    /// <summary>The shape, once there was a fork.</summary>
    public ForkShape? Shape { get; private set; }

    /// <summary>Its numbers.</summary>
    public ref readonly ForkNumbers Numbers => ref _numbers;

    /// <summary>Whether a fork has the shape; the first of some forks gives it.</summary>
    public bool TryJoin(Fork fork, bool isFirst)
    {
        if (isFirst && (Shape is null || Shape != fork.Shape))
        {
            Take(fork.Shape);
        }
        if (!ReferenceEquals(fork.Shape, Shape))
        {
            if (fork.Shape != Shape)
            {
                return false;
            }
            fork.Shape = Shape!;
        }
        return true;
    }

    [MemberNotNull(nameof(Shape))]
    private void Take(ForkShape shape)
    {
        Shape = shape;
        _numbers = new ForkNumbers(shape);
    }
}

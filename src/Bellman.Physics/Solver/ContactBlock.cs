using System.Runtime.CompilerServices;

namespace Bellman.Physics;

/// <summary>
/// Two points of one manifold solved together. With A the response matrix, x the summed impulses and u the normal
/// velocities less the bounces, <c>u = A x + b</c> must hold with <c>u >= 0, x >= 0, u1 x1 = 0, u2 x2 = 0</c>. Of the four
/// cases (each of the points either stops, u = 0, or lets go, x = 0) the first that satisfies the signs is taken (total
/// enumeration; K. Murty, "Linear complementarity, linear and nonlinear programming", 1988).
/// </summary>
internal static class ContactBlock
{
    /// <summary>One iteration.</summary>
    public static void Solve(ref ContactConstraint constraint, ref SolverBody a, ref SolverBody b)
    {
        ref ContactConstraint.Point first = ref constraint.Points[0];
        ref ContactConstraint.Point second = ref constraint.Points[1];
        Vector2D normal = constraint.Normal;
        var former = new Vector2D(first.NormalImpulse, second.NormalImpulse);
        Vector2D velocity1 =
            b.Velocity + Vector2D.Cross(b.Spin, first.ArmB) - a.Velocity - Vector2D.Cross(a.Spin, first.ArmA);
        Vector2D velocity2 =
            b.Velocity + Vector2D.Cross(b.Spin, second.ArmB) - a.Velocity - Vector2D.Cross(a.Spin, second.ArmA);
        var offset = new Vector2D(
            Vector2D.Dot(velocity1, normal) - first.BounceVelocity, Vector2D.Dot(velocity2, normal) - second.BounceVelocity);
        offset -= constraint.Response.Apply(former);

        if (!Enumerate(constraint, first.NormalMass, second.NormalMass, offset, out Vector2D impulses))
        {
            return; // Rounding left no case valid: keep the impulses of the last iteration.
        }
        Vector2D change = impulses - former;
        Vector2D impulse1 = change.X * normal;
        Vector2D impulse2 = change.Y * normal;
        Vector2D sum = impulse1 + impulse2;
        a.Velocity -= a.InverseMass * sum;
        a.Spin -= a.InverseInertia * (Vector2D.Cross(first.ArmA, impulse1) + Vector2D.Cross(second.ArmA, impulse2));
        b.Velocity += b.InverseMass * sum;
        b.Spin += b.InverseInertia * (Vector2D.Cross(first.ArmB, impulse1) + Vector2D.Cross(second.ArmB, impulse2));
        first.NormalImpulse = impulses.X;
        second.NormalImpulse = impulses.Y;
    }

    /// <summary>Finds the first case that satisfies the signs; false where rounding left none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Enumerate(
        in ContactConstraint constraint, float mass1, float mass2, Vector2D offset, out Vector2D impulses)
    {
        // Both stop.
        impulses = -constraint.InverseResponse.Apply(offset);
        if (impulses.X >= 0f && impulses.Y >= 0f)
        {
            return true;
        }

        // The first stops, the second lets go.
        impulses = new Vector2D(-mass1 * offset.X, 0f);
        if (impulses.X >= 0f && constraint.Response.YX * impulses.X + offset.Y >= 0f)
        {
            return true;
        }

        // The second stops, the first lets go.
        impulses = new Vector2D(0f, -mass2 * offset.Y);
        if (impulses.Y >= 0f && constraint.Response.XY * impulses.Y + offset.X >= 0f)
        {
            return true;
        }

        // Both let go.
        impulses = Vector2D.Zero;
        return offset.X >= 0f && offset.Y >= 0f;
    }
}

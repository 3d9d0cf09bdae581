using System.Runtime.CompilerServices;

namespace Bellman.Physics;

/// <summary>
/// One velocity iteration of a contact whose body A stands still and cannot be moved: the equations of
/// <see cref="ContactSolver"/> and <see cref="ContactBlock"/> without the terms of that body, which are all zero.
/// </summary>
internal static class GroundContact
{
    /// <summary>Solves some contacts of one body with the ground, in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Motion Solve(Span<ContactConstraint> contacts, Motion motion, float inverseMass, float inverseInertia)
    {
        foreach (ref ContactConstraint contact in contacts)
        {
            Vector2D normal = contact.Normal;
            Vector2D tangent = normal.TurnedRight;
            ref ContactConstraint.Point first = ref contact.Points[0];
            SolveFriction(ref first, contact.Friction, tangent, ref motion, inverseMass, inverseInertia);
            if (contact.PointCount == 1)
            {
                SolveNormal(ref first, normal, ref motion, inverseMass, inverseInertia);
                continue;
            }
            ref ContactConstraint.Point second = ref contact.Points[1];
            SolveFriction(ref second, contact.Friction, tangent, ref motion, inverseMass, inverseInertia);
            SolveBlock(ref contact, ref first, ref second, ref motion, inverseMass, inverseInertia);
        }
        return motion;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector2D VelocityAt(Vector2D arm, in Motion motion) =>
        new(motion.X - motion.Spin * arm.Y, motion.Y + motion.Spin * arm.X);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SolveFriction(
        ref ContactConstraint.Point point, float friction, Vector2D tangent, ref Motion motion, float inverseMass, float inverseInertia)
    {
        float slip = Vector2D.Dot(VelocityAt(point.ArmB, motion), tangent);
        float most = friction * point.NormalImpulse;
        float former = point.TangentImpulse;
        float wanted = former - point.TangentMass * slip;
        float reduced = wanted < most ? wanted : most;
        float bounded = -most > reduced ? -most : reduced;
        point.TangentImpulse = bounded;
        Apply(point.ArmB, (bounded - former) * tangent, ref motion, inverseMass, inverseInertia);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SolveNormal(
        ref ContactConstraint.Point point, Vector2D normal, ref Motion motion, float inverseMass, float inverseInertia)
    {
        float separating = Vector2D.Dot(VelocityAt(point.ArmB, motion), normal);
        float former = point.NormalImpulse;
        float wanted = former - point.NormalMass * (separating - point.BounceVelocity);
        float bounded = wanted > 0f ? wanted : 0f;
        point.NormalImpulse = bounded;
        Apply(point.ArmB, (bounded - former) * normal, ref motion, inverseMass, inverseInertia);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SolveBlock(
        ref ContactConstraint contact, ref ContactConstraint.Point first, ref ContactConstraint.Point second,
        ref Motion motion, float inverseMass, float inverseInertia)
    {
        Vector2D normal = contact.Normal;
        var former = new Vector2D(first.NormalImpulse, second.NormalImpulse);
        var offset = new Vector2D(
            Vector2D.Dot(VelocityAt(first.ArmB, motion), normal) - first.BounceVelocity,
            Vector2D.Dot(VelocityAt(second.ArmB, motion), normal) - second.BounceVelocity);
        offset -= contact.Response.Apply(former);
        if (!ContactBlock.Enumerate(contact, first.NormalMass, second.NormalMass, offset, out Vector2D impulses))
        {
            return;
        }
        Vector2D change = impulses - former;
        first.NormalImpulse = impulses.X;
        second.NormalImpulse = impulses.Y;
        Vector2D impulse1 = change.X * normal;
        Vector2D impulse2 = change.Y * normal;
        motion.X += inverseMass * (impulse1.X + impulse2.X);
        motion.Y += inverseMass * (impulse1.Y + impulse2.Y);
        motion.Spin += inverseInertia * (Vector2D.Cross(first.ArmB, impulse1) + Vector2D.Cross(second.ArmB, impulse2));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply(Vector2D arm, Vector2D impulse, ref Motion motion, float inverseMass, float inverseInertia)
    {
        motion.X += inverseMass * impulse.X;
        motion.Y += inverseMass * impulse.Y;
        motion.Spin += inverseInertia * Vector2D.Cross(arm, impulse);
    }
}

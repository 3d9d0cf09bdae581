namespace Bellman.Physics;

/// <summary>A joint as one of its two bodies sees it: an entry of the body's list of joints, the latest first.</summary>
internal sealed class JointEdge(RevoluteJoint joint)
{
    public readonly RevoluteJoint Joint = joint;
    public Body? Other;
    public JointEdge? Next;

    public void Attach(Body owner, Body other)
    {
        Other = other;
        Next = owner.Joints;
        owner.Joints = this;
    }
}

/** AWS-specific parameter types, each also as `List<...>` and within `AWS::SSM::Parameter::Value<...>`. */
const AWS_PARAMETER_TYPES = new Set([
  "AWS::EC2::AvailabilityZone::Name",
  "AWS::EC2::Image::Id",
  "AWS::EC2::Instance::Id",
  "AWS::EC2::KeyPair::KeyName",
  "AWS::EC2::SecurityGroup::GroupName",
  "AWS::EC2::SecurityGroup::Id",
  "AWS::EC2::Subnet::Id",
  "AWS::EC2::Volume::Id",
  "AWS::EC2::VPC::Id",
  "AWS::Route53::HostedZone::Id",
]);

/** `T` of `AWS::SSM::Parameter::Value<T>`. */
export function ssmValueType(type: string): string | undefined {
  return /^AWS::SSM::Parameter::Value<(.+)>$/.exec(type)?.[1];
}

/** Whether `Ref` gives a list. */
export function isListType(type: string): boolean {
  return type === "CommaDelimitedList" || type.startsWith("List<");
}

export function isParameterType(type: string): boolean {
  const plain = ssmValueType(type) ?? type;
  const element = /^List<(.+)>$/.exec(plain)?.[1] ?? plain;
  if (plain === "CommaDelimitedList" || AWS_PARAMETER_TYPES.has(element)) return true;
  return plain === type
    ? ["String", "Number"].includes(element) || type === "AWS::SSM::Parameter::Name"
    : element === "String";
}

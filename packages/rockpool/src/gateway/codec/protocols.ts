/** The AWS protocols that the served services speak. */
export type Protocol = "awsQuery" | "ec2Query" | "awsJson" | "restJson" | "restXml";

/** What a service's schemas do not say about its wire format. */
export interface Wire {
  readonly protocol: Protocol;
  /** The XML namespace of answers. */
  readonly xmlNamespace?: string;
  /** The code for a missing or unreadable member, where it is not the protocol's usual one. */
  readonly validationCode?: string;
  /** The code for a body that cannot be parsed, where it is not the protocol's usual one. */
  readonly malformedCode?: string;
}

/** By the service's name in the SDK's package names. */
export const WIRES: Readonly<Record<string, Wire>> = {
  cloudformation: { protocol: "awsQuery", xmlNamespace: "http://cloudformation.amazonaws.com/doc/2010-05-15/" },
  "cloudwatch-logs": { protocol: "awsJson", validationCode: "InvalidParameterException" },
  ec2: { protocol: "ec2Query", xmlNamespace: "http://ec2.amazonaws.com/doc/2016-11-15/" },
  iam: { protocol: "awsQuery", xmlNamespace: "https://iam.amazonaws.com/doc/2010-05-08/" },
  lambda: { protocol: "restJson", malformedCode: "InvalidRequestContentException" },
  rds: { protocol: "awsQuery", xmlNamespace: "http://rds.amazonaws.com/doc/2014-10-31/" },
  "rds-data": { protocol: "restJson", malformedCode: "BadRequestException" },
  s3: { protocol: "restXml", xmlNamespace: "http://s3.amazonaws.com/doc/2006-03-01/" },
  "secrets-manager": { protocol: "awsJson" },
  ssm: { protocol: "awsJson" },
  sts: { protocol: "awsQuery", xmlNamespace: "https://sts.amazonaws.com/doc/2011-06-15/" },
};

/** The codes with which each protocol's services refuse a request before they look at its meaning. */
export const REFUSALS: Readonly<
  Record<Protocol, { validation: string; malformed: string; unknownOperation: string; unknownStatus: number }>
> = {
  awsQuery: {
    validation: "ValidationError",
    malformed: "MalformedInput",
    unknownOperation: "InvalidAction",
    unknownStatus: 400,
  },
  ec2Query: {
    validation: "MissingParameter",
    malformed: "InvalidParameterValue",
    unknownOperation: "InvalidAction",
    unknownStatus: 400,
  },
  awsJson: {
    validation: "ValidationException",
    malformed: "SerializationException",
    unknownOperation: "UnknownOperationException",
    unknownStatus: 400,
  },
  restJson: {
    validation: "ValidationException",
    malformed: "SerializationException",
    unknownOperation: "UnknownOperationException",
    unknownStatus: 404,
  },
  restXml: {
    validation: "InvalidRequest",
    malformed: "MalformedXML",
    unknownOperation: "MethodNotAllowed",
    unknownStatus: 405,
  },
};

public import ArgumentParser
public import Faultline

extension ImportRun.MissingPolicy: ExpressibleByArgument {}

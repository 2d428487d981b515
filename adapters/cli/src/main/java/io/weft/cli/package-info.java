/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
/**
 * The one executable, {@code weft}, where the modules are put together: a class a verb parses
 * arguments, calls the modules and prints what they say. It knows nothing more.
 *
 * <p>Results go to standard output, everything else to standard error: warnings, progress (on a
 * terminal only), errors. A {@link io.weft.cli.Failure} is an error that the user can do something
 * about; it becomes one message and an {@link io.weft.cli.ExitCode}. Text is ASCII or what the user
 * gave, and does not depend on the locale.
 */
package io.weft.cli;
